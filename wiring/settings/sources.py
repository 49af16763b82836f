"""Where settings are read: the environment, then the folder of credentials that systemd names."""

import os

from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
)


class EnvironmentSettings(BaseSettings):
    """Settings of the environment. One that it does not have may lie in a file with the setting's
    name in the folder of credentials (systemd.exec, LoadCredential).
    """

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What was given, the environment, the credentials: the first that has it counts."""
        credentials = os.environ.get("CREDENTIALS_DIRECTORY") or None  # noqa: TID251 - of settings too
        return init_settings, env_settings, SecretsSettingsSource(settings_cls, credentials)

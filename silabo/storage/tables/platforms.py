"""Where launches come from, and those that are under way."""

from peewee import BigIntegerField, CharField, ForeignKeyField, IntegerField, JSONField, TextField

from silabo.storage.tables.base import DIGEST, PUBLIC_ID, Table


class Platform(Table):
    """An LMS that may launch: one registration, named by issuer and client id."""

    issuer = CharField(255)
    client_id = CharField(255)
    name = CharField(255, default="")
    name_from = CharField(16, default="person")  # lms or person
    state = CharField(16, default="active")
    family = CharField(64, default="")  # product_family_code: moodle, canvas ...
    granted = JSONField(null=True)  # what the platform granted when it registered
    login_url = CharField(1024)
    token_url = CharField(1024, default="")
    key_set_url = CharField(1024)
    key_set = JSONField(null=True)  # the last good one
    key_set_at = BigIntegerField(default=0)
    key_set_tried_at = BigIntegerField(default=0)
    created_at = BigIntegerField()

    class Meta:
        """One issuer may hold several client ids."""

        indexes = ((("issuer", "client_id"), True),)


class Deployment(Table):
    """A place of a platform where the tool is installed; its id is unique only within the
    platform.
    """

    platform = ForeignKeyField(Platform, on_delete="CASCADE")
    platform_id: int
    deployment_id = CharField(255)

    class Meta:
        """Small integers repeat across platforms."""

        indexes = ((("platform", "deployment_id"), True),)


class LoginTransaction(Table):
    """A login that was started and has not come back as a launch; taken by deleting it."""

    state_digest = CharField(DIGEST, unique=True)
    platform = ForeignKeyField(Platform, on_delete="CASCADE")
    platform_id: int
    nonce = CharField(128)
    secret_digest = CharField(DIGEST)
    deployment_hint = CharField(255, default="")
    message_hint = TextField(default="")
    storage_target = CharField(255, default="")  # the platform's frame that keeps data for us
    expires_at = BigIntegerField(index=True)


class PendingLaunch(Table):
    """A launch that is valid and waits for the browser to prove that it started the login."""

    code_digest = CharField(DIGEST, unique=True)
    secret_digest = CharField(DIGEST)
    identity = JSONField()
    language = CharField(8)
    tries = IntegerField(default=0)
    expires_at = BigIntegerField(index=True)


class Invite(Table):
    """A one-time invitation to register; the digest of its token, and when it was used."""

    token_digest = CharField(DIGEST, unique=True)
    name = CharField(255)
    expires_at = BigIntegerField()
    used_at = BigIntegerField(null=True)


class AuditEntry(Table):
    """What was done, by whom and from where; only ever added. Persons, courses and things are
    public ids, which lead nowhere once what they name is gone. `silabo.storage.audit` chains them.
    """

    event = CharField(64)
    platform = ForeignKeyField(Platform, null=True, on_delete="SET NULL")
    platform_id: int | None
    actor = CharField(PUBLIC_ID, default="")  # a person, a service token, or a `Doer`
    subject = CharField(64, default="")  # whom or what it was done to
    course = CharField(PUBLIC_ID, default="")
    source = CharField(32, default="")  # a hash of the address
    detail = CharField(255, default="")
    happened_at = BigIntegerField()
    number = BigIntegerField(null=True, unique=True)  # in the chain; NULL: not chained yet
    digest = CharField(DIGEST, null=True)  # over the one before and all of this one


class AuditHead(Table):
    """The end of the chain: one row, so that entries which go from the end are missed."""

    number = BigIntegerField()
    digest = CharField(DIGEST)


class LaunchRefusal(Table):
    """A launch that was refused: its code and reference, never who tried."""

    platform = ForeignKeyField(Platform, null=True, on_delete="CASCADE")
    platform_id: int | None
    code = CharField(64)
    reference = CharField(8)
    happened_at = BigIntegerField(index=True)

"""What the practice LMS remembers while it runs; its pages share it."""

import hashlib
import hmac
import secrets

from practice_lms.access_tokens import AccessTokens
from practice_lms.activities import Activities
from practice_lms.courses_of_site import Courses
from practice_lms.launches import WaitingLaunches
from practice_lms.options import PracticeOptions
from practice_lms.signing import SigningKey
from practice_lms.tools import Tools
from practice_lms.world import Person


class Platform:
    """Options, key, tools, courses, activities, and what has begun and is not over yet."""

    def __init__(self, options: PracticeOptions) -> None:
        """Begin afresh; the key file is read or made when a token is first signed."""
        self.options = options
        self.key = SigningKey(options.key_folder)
        self.tools = Tools(options)
        self.courses = Courses()
        self.activities = Activities()
        self.launches = WaitingLaunches()
        self.access = AccessTokens()
        self._session_secret = secrets.token_bytes(32)

    def session_key(self, person: Person) -> str:
        """Moodle's `sesskey`: a secret of the person that stands in return addresses."""
        return hmac.digest(self._session_secret, str(person.id).encode(), hashlib.sha256).hex()[:10]

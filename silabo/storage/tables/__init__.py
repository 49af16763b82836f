"""The tables: our nouns in the singular, one class each.

One subject: what the database holds, a module for what belongs together.
"""

from silabo.storage.tables.base import Leased, Table
from silabo.storage.tables.copies import CourseCopy
from silabo.storage.tables.course_models import CourseModel
from silabo.storage.tables.decisions import Decision
from silabo.storage.tables.documents import (
    Document,
    Loan,
    Passage,
    PicturePage,
    Section,
    Version,
)
from silabo.storage.tables.embeddings import Embedding
from silabo.storage.tables.expectations import Expectation
from silabo.storage.tables.links import LinkKey
from silabo.storage.tables.living import Disagreement, Revisit, Sight
from silabo.storage.tables.model_calls import ModelCall
from silabo.storage.tables.people import (
    ActivityLimit,
    Course,
    CourseRole,
    Launch,
    Person,
    Session,
)
from silabo.storage.tables.platforms import (
    AuditEntry,
    AuditHead,
    Deployment,
    Invite,
    LaunchRefusal,
    LoginTransaction,
    PendingLaunch,
    Platform,
)
from silabo.storage.tables.programs import ServiceToken, Webhook, WebhookCall
from silabo.storage.tables.questions import Answer, Citation, Delivery, Question
from silabo.storage.tables.quotas import CourseAsked, PersonAsked
from silabo.storage.tables.workers import InboxWatch, NotedSetting, Trouble, WorkerProcess

TABLES: tuple[type[Table], ...] = (
    Platform,
    Deployment,
    Course,
    Person,
    CourseRole,
    LoginTransaction,
    PendingLaunch,
    Launch,
    ActivityLimit,
    Session,
    Document,
    Loan,
    Version,
    PicturePage,
    Section,
    Passage,
    Decision,
    Question,
    Answer,
    Citation,
    Delivery,
    Invite,
    AuditEntry,
    AuditHead,
    LaunchRefusal,
    WorkerProcess,
    InboxWatch,
    Trouble,
    NotedSetting,
    Embedding,
    PersonAsked,
    CourseAsked,
    CourseModel,
    ModelCall,
    Sight,
    Revisit,
    Disagreement,
    Expectation,
    LinkKey,
    ServiceToken,
    CourseCopy,
    Webhook,
    WebhookCall,
)

__all__ = [
    "TABLES",
    "ActivityLimit",
    "Answer",
    "AuditEntry",
    "AuditHead",
    "Citation",
    "Course",
    "CourseAsked",
    "CourseCopy",
    "CourseModel",
    "CourseRole",
    "Decision",
    "Delivery",
    "Deployment",
    "Disagreement",
    "Document",
    "Embedding",
    "Expectation",
    "InboxWatch",
    "Invite",
    "Launch",
    "LaunchRefusal",
    "Leased",
    "LinkKey",
    "Loan",
    "LoginTransaction",
    "ModelCall",
    "NotedSetting",
    "Passage",
    "PendingLaunch",
    "Person",
    "PersonAsked",
    "PicturePage",
    "Platform",
    "Question",
    "Revisit",
    "Section",
    "ServiceToken",
    "Session",
    "Sight",
    "Table",
    "Trouble",
    "Version",
    "Webhook",
    "WebhookCall",
    "WorkerProcess",
]

"""Who may do what with templates, letters and mail; which letters, `visible_to` says."""

from backoffice.accounts.roles import Role
from backoffice.kit.policy import register_policy

# Finance reads letters of members only: `visible_to` gives it no other.
READERS = (Role.COORDINATOR, Role.OFFICER, Role.SECRETARY, Role.COMMITTEE_MEMBER, Role.FINANCE)
HANDLERS = (Role.COORDINATOR, Role.OFFICER, Role.SECRETARY)

register_policy(
    "documents",
    {
        "TemplateVersion": {Role.ADMINISTRATOR.value: "view add change"},
        "TemplateEvent": {Role.ADMINISTRATOR.value: "view"},
        "MailText": {Role.ADMINISTRATOR.value: "view add change"},
        "MailTextEvent": {Role.ADMINISTRATOR.value: "view"},
        "IssuedDocument": {role.value: "view" for role in READERS},
        # An edited version has steps only; whoever may make the letter takes them.
        "EditedLetter": {role.value: "view" for role in READERS},
        # To change a batch is to start, stop or retry it; it is put together from a list.
        "Batch": {role.value: "view change" for role in (*HANDLERS, Role.FINANCE)},
        # To change an order or a mail is to have it tried again; nothing else of it can be changed.
        "LetterOrder": {role.value: "view change" for role in HANDLERS},
        "OutgoingMail": {role.value: "view change" for role in (*HANDLERS, Role.FINANCE, Role.ADMINISTRATOR)},
    },
)

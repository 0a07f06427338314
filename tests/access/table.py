"""Who may reach what: the declared outcomes that the matrix test holds every page against.

Written down apart from the policies of the apps on purpose: two hands must agree before a door opens. Per model and
per object of the scene: R may read, W may work on it, D may delete it; a role that is not named finds nothing (404).
"""

from dataclasses import dataclass, field

Letters = dict[str, str]  # role → letters


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """The outcomes for one model: per named object of the scene, and who may make a new one."""

    objects: dict[str, Letters]
    adds: frozenset[str] = frozenset()
    # Roles that may open the list, though none of the scene's objects is theirs yet.
    empty_for: frozenset[str] = frozenset()
    # Pages through which a role may change what it otherwise only reads.
    also_writes: dict[str, frozenset[str]] = field(default_factory=dict)
    # Pages of the whole list beside Django's own, with the roles that may open them.
    list_pages: dict[str, frozenset[str]] = field(default_factory=dict)

    def letters(self, name: str, role: str) -> str:
        """What a role may do with an object."""
        return self.objects[name].get(role, "")

    def sees_any(self, role: str) -> bool:
        """Whether a role knows this kind of thing at all."""
        return role in self.empty_for or any(role in letters for letters in self.objects.values())


def each(roles: str, letters: str) -> Letters:
    """The same letters for several roles."""
    return dict.fromkeys(roles.split(), letters)


MEMBER_READERS = each("coordinator officer secretary confidant administrator", "R")
OFFICE_READERS = each("coordinator officer secretary committee_member", "R")
CLOCK_READERS = each("coordinator officer secretary", "R")
TO_ADMINISTRATOR = {"administrator": "R"}

# Committee members read the files of the panels they sit on; there are no panels yet.
PANELS_TO_COME = frozenset({"committee_member"})

# What follows from a complaint is seen by whoever sees the complaint.
OF_COMPLAINTS: dict[str, Letters] = {
    "assigned": {"coordinator": "R", "officer": "R"},
    "of_colleagues": {"coordinator": "R"},
    "with_committee": {"coordinator": "R", "secretary": "R"},
    "about_director": {"coordinator": "R"},
}
WORK_ON_COMPLAINTS: dict[str, Letters] = {
    name: dict.fromkeys(letters, "RW") for name, letters in OF_COMPLAINTS.items()
}

ACCESS: dict[str, ModelAccess] = {
    "casework.Complaint": ModelAccess(
        {
            "assigned": {"coordinator": "RW", "officer": "RW"},
            "of_colleagues": {"coordinator": "R"},
            "with_committee": {"coordinator": "R", "secretary": "RW"},
            "about_director": {"coordinator": "R"},
            "of_nobody": {"coordinator": "RW"},
        },
        adds=frozenset({"coordinator"}),
        empty_for=PANELS_TO_COME,
        also_writes={"take-over": frozenset({"coordinator"})},
        list_pages={"hints": frozenset({"coordinator"})},
    ),
    "casework.Category": ModelAccess(
        {"any": {**OFFICE_READERS, "administrator": "RW"}}, adds=frozenset({"administrator"})
    ),
    "casework.Procedure": ModelAccess(
        {"any": {**OFFICE_READERS, "administrator": "RW"}}, adds=frozenset({"administrator"})
    ),
    "casework.ClockRule": ModelAccess(
        {"any": {**CLOCK_READERS, "administrator": "RW"}}, adds=frozenset({"administrator"})
    ),
    "casework.OfficeClosure": ModelAccess(
        {"any": {**CLOCK_READERS, "administrator": "RWD"}}, adds=frozenset({"administrator"})
    ),
    "casework.Deadline": ModelAccess(WORK_ON_COMPLAINTS),
    "documents.Batch": ModelAccess(
        {
            "of_coordinator": {"coordinator": "RW"},
            "of_officer": {"coordinator": "R", "officer": "RW"},
            "of_colleague": {"coordinator": "R"},
        },
        empty_for=frozenset({"secretary", "finance"}),
    ),
    "documents.IssuedDocument": ModelAccess(
        {**OF_COMPLAINTS, "of_member": each("coordinator officer secretary finance", "R")},
        empty_for=PANELS_TO_COME,
        # To mail a letter leaves the letter as it is; who may, the kind of letter says.
        also_writes={"send": frozenset({"coordinator", "officer", "finance"})},
    ),
    "documents.EditedLetter": ModelAccess(OF_COMPLAINTS, empty_for=PANELS_TO_COME | {"finance"}),
    "documents.LetterOrder": ModelAccess(WORK_ON_COMPLAINTS),
    "documents.OutgoingMail": ModelAccess(
        {
            **{name: {**letters, "administrator": "RW"} for name, letters in WORK_ON_COMPLAINTS.items()},
            "of_member": each("coordinator officer secretary finance administrator", "RW"),
        }
    ),
    "documents.TemplateVersion": ModelAccess(
        {"any": {"administrator": "RW"}}, adds=frozenset({"administrator"})
    ),
    "documents.MailText": ModelAccess(
        {"any": {"administrator": "RW"}},
        adds=frozenset({"administrator"}),
        list_pages={"preview": frozenset({"administrator"})},
    ),
    "billing.Member": ModelAccess(
        {"any": {**MEMBER_READERS, "finance": "RW"}},
        adds=frozenset({"finance"}),
        list_pages={"export": frozenset({*MEMBER_READERS, "finance"})},
    ),
    "billing.Product": ModelAccess(
        {"any": {**MEMBER_READERS, "finance": "RW", "administrator": "RW"}},
        adds=frozenset({"finance", "administrator"}),
        list_pages={
            "export": frozenset({*MEMBER_READERS, "finance"}),
            "import": frozenset({"finance", "administrator"}),
            "process_import": frozenset({"finance", "administrator"}),
        },
    ),
    "billing.Subscription": ModelAccess(
        {"any": {**MEMBER_READERS, "finance": "RW"}}, adds=frozenset({"finance"})
    ),
    "billing.ImportBatch": ModelAccess(
        {"any": {**each("finance coordinator", "RW"), "administrator": "R"}},
        adds=frozenset({"finance", "coordinator"}),
    ),
    "billing.ImportMapping": ModelAccess(
        {"any": {**each("finance administrator", "RWD"), "coordinator": "R"}},
        adds=frozenset({"finance", "administrator"}),
    ),
    "accounts.User": ModelAccess({"any": {"administrator": "RW"}}, adds=frozenset({"administrator"})),
    "audit.AuditEvent": ModelAccess({"any": TO_ADMINISTRATOR}),
    "auditlog.LogEntry": ModelAccess({"any": TO_ADMINISTRATOR}),
    "django_q.Failure": ModelAccess({"any": {"administrator": "RW"}}),
}

EVERYBODY = "everybody"  # also without signing in
STAFF = "staff"  # whoever works here; others are led to the sign-in
ADMINISTRATOR = "administrator"  # others find nothing

# Pages that belong to no model, by URL name.
PAGES: dict[str, str] = {
    "home": EVERYBODY,
    "health": EVERYBODY,
    "admin:login": EVERYBODY,
    "admin:language": EVERYBODY,
    "admin:still_signed_in": EVERYBODY,  # says yes or no, and nothing of anybody
    "admin:second_factor": STAFF,
    "admin:set_up_second_factor": STAFF,
    "admin:new_recovery_codes": STAFF,
    "admin:logout": STAFF,
    "admin:index": STAFF,
    "admin:search": STAFF,
    "admin:my_settings": STAFF,
    "admin:password_change": STAFF,
    "admin:password_change_done": STAFF,
    "admin:autocomplete": STAFF,
    "admin:jsi18n": STAFF,
    "admin:view_on_site": STAFF,
    "admin:app_list": STAFF,
    "admin:policy": ADMINISTRATOR,
}

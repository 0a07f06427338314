"""Who may do what with complaints and what belongs to them (QUALITY: access); which ones, the queries say."""

from backoffice.kit.policy import register_policy

READS = "view"
WORKS = "view change"
TAKES_IN = "view add change"
MANAGES = "view add change delete"

# Complaints and whatever is part of one. Complainants use the portal; they have no page in the office.
CASE = {"coordinator": TAKES_IN, "officer": WORKS, "secretary": WORKS, "committee_member": READS}
CASE_FILES = {
    "coordinator": "view add",
    "officer": "view add",
    "secretary": "view add",
    "committee_member": READS,
}
CASE_READ = {"coordinator": READS, "officer": READS, "secretary": READS, "committee_member": READS}

register_policy(
    "casework",
    {
        "Complaint": CASE,
        "Party": CASE,
        "Part": CASE,
        "Consent": CASE_READ,
        "Attachment": CASE_FILES,
        "ComplaintEvent": CASE_READ,
        "Deadline": {"coordinator": WORKS, "officer": WORKS, "secretary": WORKS},
        "DeadlineEvent": {"coordinator": READS, "officer": READS, "secretary": READS},
        "Reminder": {"coordinator": WORKS, "officer": WORKS, "secretary": WORKS},
        "Procedure": {**CASE_READ, "administrator": TAKES_IN},
        "Category": {**CASE_READ, "administrator": TAKES_IN},
        "ClockRule": {"coordinator": READS, "officer": READS, "secretary": READS, "administrator": TAKES_IN},
        "OfficeClosure": {
            "coordinator": READS,
            "officer": READS,
            "secretary": READS,
            "administrator": MANAGES,
        },
    },
)

"""Who may do what with members and what they buy (QUALITY: access)."""

from backoffice.kit.policy import register_policy

READS = "view"
WORKS = "view add change"

READERS = {
    "coordinator": READS,
    "officer": READS,
    "secretary": READS,
    "confidant": READS,
    "administrator": READS,
}

register_policy(
    "billing",
    {
        "Member": {**READERS, "finance": WORKS},
        "Contact": {**READERS, "finance": "view add change delete"},
        "Subscription": {**READERS, "finance": WORKS},
        "Product": {**READERS, "finance": WORKS, "administrator": WORKS},
        "ImportBatch": {"finance": WORKS, "coordinator": WORKS, "administrator": READS},
        "ImportMapping": {
            "coordinator": READS,
            "finance": "view add change delete",
            "administrator": "view add change delete",
        },
    },
)

"""A profile for everyone: accounts get their main profile, and what they watched moves to it.

The profile takes the account's id, which no other profile can have, so that one statement on
any engine moves the keys.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

AVATARS = ("fox", "owl", "moon", "boat")
KEYED = ("playback_sessions", "resume_points")

accounts = sa.table(
    "accounts",
    sa.column("id", sa.Uuid()),
    sa.column("email", sa.String()),
    sa.column("email_key", sa.String()),
    sa.column("name", sa.String()),
)
profiles = sa.table(
    "profiles",
    sa.column("id", sa.Uuid()),
    sa.column("account_id", sa.Uuid()),
    sa.column("slot", sa.Integer()),
    sa.column("name", sa.String()),
    sa.column("name_key", sa.String()),
    sa.column("avatar", sa.String()),
    sa.column("language", sa.String()),
    sa.column("is_kids", sa.Boolean()),
    sa.column("is_main", sa.Boolean()),
    sa.column("is_history_paused", sa.Boolean()),
    sa.column("pin_failures", sa.Integer()),
    sa.column("preferences", sa.JSON()),
    sa.column("version", sa.Integer()),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
families = sa.table(
    "refresh_families", sa.column("account_id", sa.Uuid()), sa.column("profile_id", sa.Uuid())
)


def upgrade() -> None:
    """Apply."""
    connection = op.get_bind()
    connection.execute(sa.update(accounts).values(email_key=accounts.c.email))
    now = datetime.now(UTC)
    for row in connection.execute(sa.select(accounts.c.id, accounts.c.name)).all():
        shown = row.name.strip()[:30] or "Me"
        connection.execute(
            sa.insert(profiles).values(
                id=row.id,
                account_id=row.id,
                slot=0,
                name=shown,
                name_key=shown.casefold(),
                avatar=f"set:{AVATARS[row.id.int % len(AVATARS)]}",
                language="en",
                is_kids=False,
                is_main=True,
                is_history_paused=False,
                pin_failures=0,
                preferences={},
                version=1,
                created_at=now,
            )
        )
    connection.execute(sa.update(families).values(profile_id=families.c.account_id))
    for name in KEYED:
        keyed = sa.table(name, sa.column("viewer_key", sa.String()))
        moved = sa.func.replace(keyed.c.viewer_key, "account:", "profile:")
        connection.execute(
            sa.update(keyed).where(keyed.c.viewer_key.like("account:%")).values(viewer_key=moved)
        )


def downgrade() -> None:
    """Nothing: a release before this one runs with what is there."""

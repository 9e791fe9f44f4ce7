"""Windows for what is published: everywhere, free, without an end, as a title of before was shown.

Series also learn which asset is their face: the first episode's in watching order. Lists go by the
beginning of the folded name and by when a title came out.
"""

from datetime import UTC, date, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BATCH = 500
SORT_NAME_LENGTH = 80

titles = sa.table(
    "titles",
    sa.column("id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("state", sa.String()),
    sa.column("published_at", sa.DateTime(timezone=True)),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("deleted_at", sa.DateTime(timezone=True)),
    sa.column("face_asset_id", sa.Uuid()),
    sa.column("year", sa.Integer()),
    sa.column("folded", sa.String()),
    sa.column("sort_name", sa.String()),
    sa.column("came_out_on", sa.Date()),
)
seasons = sa.table("seasons", sa.column("id", sa.Uuid()), sa.column("number", sa.Integer()))
episodes = sa.table(
    "episodes",
    sa.column("title_id", sa.Uuid()),
    sa.column("season_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("asset_id", sa.Uuid()),
)
windows = sa.table(
    "rights_windows",
    sa.column("id", sa.Uuid()),
    sa.column("title_id", sa.Uuid()),
    sa.column("from_at", sa.DateTime(timezone=True)),
    sa.column("until_at", sa.DateTime(timezone=True)),
    sa.column("territories", sa.String()),
    sa.column("excluded_territories", sa.String()),
    sa.column("platforms", sa.String()),
    sa.column("plans", sa.String()),
    sa.column("monetisation", sa.String()),
    sa.column("max_rung", sa.Integer()),
    sa.column("is_download_allowed", sa.Boolean()),
    sa.column("is_blackout", sa.Boolean()),
    sa.column("licensor", sa.String()),
    sa.column("notes", sa.String()),
    sa.column("created_by", sa.Uuid()),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("updated_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Apply."""
    connection = op.get_bind()
    now = datetime.now(UTC)
    published = connection.execute(
        sa.select(titles.c.id, titles.c.published_at, titles.c.created_at).where(
            titles.c.state == "published", titles.c.deleted_at.is_(None)
        )
    ).all()
    for start in range(0, len(published), BATCH):
        connection.execute(
            sa.insert(windows),
            [
                {
                    "id": uuid4(),
                    "title_id": row.id,
                    "from_at": row.published_at or row.created_at,
                    "until_at": None,
                    "territories": "*",
                    "excluded_territories": "",
                    "platforms": "*",
                    "plans": "*",
                    "monetisation": "free",
                    "max_rung": None,
                    "is_download_allowed": True,
                    "is_blackout": False,
                    "licensor": "",
                    "notes": "",
                    "created_by": None,
                    "created_at": now,
                    "updated_at": now,
                }
                for row in published[start : start + BATCH]
            ],
        )
    face = (
        sa.select(episodes.c.asset_id)
        .join(seasons, seasons.c.id == episodes.c.season_id)
        .where(episodes.c.title_id == titles.c.id, episodes.c.asset_id.is_not(None))
        .order_by(seasons.c.number, episodes.c.number)
        .limit(1)
        .scalar_subquery()
    )
    connection.execute(
        sa.update(titles).where(titles.c.kind == "series").values(face_asset_id=face)
    )
    sort_name = sa.func.substr(titles.c.folded, 1, SORT_NAME_LENGTH)
    connection.execute(sa.update(titles).values(sort_name=sort_name))
    years = sa.select(titles.c.year).where(titles.c.year.is_not(None)).distinct()
    for year in connection.scalars(years).all():
        came_out_on = date(year, 1, 1)
        connection.execute(
            sa.update(titles).where(titles.c.year == year).values(came_out_on=came_out_on)
        )


def downgrade() -> None:
    """Nothing: a release before this one runs with what is there."""

"""What lists go by: the beginning of the folded name, and when a title came out."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LENGTH = 80

titles = sa.table(
    "titles",
    sa.column("year", sa.Integer()),
    sa.column("folded", sa.String()),
    sa.column("sort_name", sa.String()),
    sa.column("came_out_on", sa.Date()),
)


def upgrade() -> None:
    """Apply."""
    connection = op.get_bind()
    connection.execute(
        sa.update(titles).values(sort_name=sa.func.substr(titles.c.folded, 1, LENGTH))
    )
    for year in connection.scalars(
        sa.select(titles.c.year).where(titles.c.year.is_not(None)).distinct()
    ).all():
        connection.execute(
            sa.update(titles).where(titles.c.year == year).values(came_out_on=date(year, 1, 1))
        )


def downgrade() -> None:
    """Nothing: a release before this one runs with what is there."""

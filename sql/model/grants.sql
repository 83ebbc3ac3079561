/*
title = "Grants"
says = """
One row per grant begun by the as-at date, in pounds. What is received and spent
is known as on snapshot_on only: of earlier days it is not known. A grant
without dates is open at both ends.
"""
*/
select
    grants.authority,
    grants.grant_id,
    coalesce(grants.funder, 'Not known') as funder,
    grants.amount,
    coalesce(grants.starts_on, date '1900-01-01') as starts_on,
    coalesce(grants.ends_on, date '9999-12-31') as ends_on,
    grants.condition,
    coalesce(grants.received, 0) as received,
    coalesce(grants.spent, 0) as spent,
    grants.snapshot_on,
    grants.file_id,
    grants.row_number,
from staging.grants
where coalesce(grants.starts_on <= getvariable('as_at'), true)
order by grants.authority, grants.grant_id

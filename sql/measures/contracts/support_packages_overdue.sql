/*
title = "Support packages past review"
unit = "count"
polarity = "lower is better"
definition = """
The number of packages of added support running on the last day of the period
whose review was due before that day and had not been held; and the number
running. A review held at most 28 days before it was due is that review. Due on
the day is not past. A package runs from its first day up to, and not on, the
day it stopped. The register holds the next review only, so that whether one
was overdue is known from the register's own day on; before, only the number
running is there. Packages without a day of review are not known, left out and
shown beside the figure.
"""
source = "The register of support packages. Bath and North East Somerset Council's statement of 2018: additional support packages are time limited with review"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["support_packages"]
case = "package"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["overdue", "running"]
breakdowns = ["service", "provider"]
*/
with

packages as (
    select
        *,
        unnest(['overdue', 'running']) as figure,
    from model.support_packages
)

select
    counting_days.counted_on,
    packages.authority,
    packages.figure,
    packages.package_id as case_id,
    packages.child_id,
    packages.provider_id,
    case
        when packages.figure = 'running' then 1
        when packages.register_on <= counting_days.counted_on
            then (
                packages.review_on < counting_days.counted_on
                and coalesce(
                    packages.reviewed_on
                    < packages.review_on
                    - getvariable('support_packages.days_early'),
                    true
                )
            )::integer
    end as numerator,
    null as denominator,
    packages.breakdowns,
from model.counting_days
inner join packages
    on packages.starts_on <= counting_days.counted_on
    and coalesce(packages.ended_on, date '9999-12-31')
    > counting_days.counted_on

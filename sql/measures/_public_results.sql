/*
title = "Public results"
says = """
The results that public reports may print, as public copies hold them. A hidden
figure shows c and nothing else of it; a comparison with a hidden figure is
hidden too; lowest, middle and highest prices stand from ten cases on, rounded
to 10 pounds. What is not solved does not say how many children a category has.
What a figure is revised from stands where the public copy of that day had it.
"""
*/
with

judged as (
    select
        results.*,
        hidden.* exclude (series_number, period_number),
        getvariable('disclosure.threshold') as threshold,
        hidden.is_hidden
        or (not hidden.is_solved and results.breakdown <> 'all')
        or (hidden.has_few_not_known and cases is distinct from denominator)
            as hides_children,
        hides_children and (hidden.is_hidden or results.statistic = 'mean')
            as hides_parts,
        hidden.is_hidden
        or previous.series_number is not null as previous_is_hidden,
        hidden.is_hidden
        or last_year.series_number is not null as last_year_is_hidden,
        hidden.is_hidden or revisions.base is null as earlier_is_hidden,
        revisions.published_value,
    from result.publishable as results
    inner join result.hidden_figures as hidden
        on results.series_number = hidden.series_number
        and results.period_number = hidden.period_number
    left join result.hidden_comparisons as previous
        on results.series_number = previous.series_number
        and results.period_number = previous.period_number
        and previous.basis = 'previous'
    left join result.hidden_comparisons as last_year
        on results.series_number = last_year.series_number
        and results.period_number = last_year.period_number
        and last_year.basis = 'last_year'
    left join result.revisions
        on results.series_number = revisions.series_number
        and results.period_number = revisions.period_number
        and revisions.is_newest and revisions.is_public
)

select
    * exclude (
        head_number, series_number, period_number, is_hidden, is_solved,
        hidden_for, hides_children, hides_parts,
        has_few_not_known, threshold, earlier_year_end, earlier_year,
        earlier_year_change,
        earlier_year_change_lower, earlier_year_change_upper,
        earlier_year_percent_change, earlier_year_direction,
        earlier_is_hidden, published_value
    ) replace (
        unless(hides_parts, numerator) as numerator,
        unless(hides_parts, denominator) as denominator,
        unless(hides_children, cases) as cases,
        unless(hides_children, children) as children,
        unless(is_hidden, providers) as providers,
        unless(is_hidden, value) as value,
        unless(is_hidden, lower) as lower,
        unless(is_hidden, upper) as upper,
        unless(is_hidden, target_status) as target_status,
        unless(is_hidden or has_few_not_known, not_known) as not_known,
        unless(is_hidden or cases < 10, to_ten_pounds(lowest, unit)) as lowest,
        unless(is_hidden or cases < 10, to_ten_pounds(median, unit)) as median,
        unless(is_hidden or cases < 10, to_ten_pounds(highest, unit))
            as highest,
        unless(previous_is_hidden, previous) as previous,
        unless(previous_is_hidden, change) as change,
        unless(previous_is_hidden, change_lower) as change_lower,
        unless(previous_is_hidden, change_upper) as change_upper,
        unless(previous_is_hidden, direction) as direction,
        unless(previous_is_hidden or table_has_hidden, percent_change)
            as percent_change,
        unless(last_year_is_hidden, last_year) as last_year,
        unless(last_year_is_hidden, last_year_change) as last_year_change,
        unless(last_year_is_hidden, last_year_change_lower)
            as last_year_change_lower,
        unless(last_year_is_hidden, last_year_change_upper)
            as last_year_change_upper,
        unless(last_year_is_hidden, last_year_direction) as last_year_direction,
        unless(
            last_year_is_hidden or table_has_hidden, last_year_percent_change
        ) as last_year_percent_change,
        unless(is_hidden or kept_open < threshold, kept_open) as kept_open,
        is_small and not is_hidden as is_small,
        is_revised and not earlier_is_hidden as is_revised,
        unless(earlier_is_hidden, published_value) as previously_published,
        case when is_hidden then 'c' else symbol end as symbol,
        case when is_hidden then 'c' else display end as display
    ),
from judged
order by head_number, period_number, series_number

-- How the cases of one cell of the results are counted. These hold aggregates:
-- they stand in a select with a group by.

-- Different keys, nulls apart. The list is quicker than count(distinct) under
-- many grouping sets.
create macro distinct_keys(key) as
    list_unique(list(key));

-- Everything that is kept of a cell: sums, counts and ranks, nothing divided.
-- A null numerator is not known. `weight` is the case's denominator whether or
-- not it is counted in the denominator.
create macro cell_of(
    case_id, child_id, provider_id, numerator, denominator, weight, is_mean,
    is_kept_open
) as
    struct_pack(
        numerator := sum(numerator),
        denominator := sum(denominator),
        not_known := sum(case when numerator is null then weight else 0 end),
        cases := count(case_id),
        known_cases := count(case when numerator is not null then case_id end),
        children := distinct_keys(child_id),
        children_counted := distinct_keys(
            case when numerator <> 0 then child_id end
        ),
        children_not_counted := distinct_keys(
            case when numerator = 0 then child_id end
        ),
        children_not_known := distinct_keys(
            case when numerator is null then child_id end
        ),
        providers := distinct_keys(provider_id),
        is_of_events := bool_and(numerator is null or numerator in (0, 1)),
        is_of_yes_or_no := bool_and(
            (numerator is null or numerator in (0, 1))
            and (denominator is null or denominator in (0, 1))
        ),
        total_of_squares := sum(
            case when is_mean then numerator::decimal(38, 4) * numerator end
        ),
        lowest := min(case when is_mean then numerator end),
        median := quantile_disc(case when is_mean then numerator end, 0.5),
        highest := max(case when is_mean then numerator end),
        kept_open := count(case when is_kept_open then child_id end)
    );

-- The category of a case under the heading of a breakdown: a standard one, or
-- one of the measure's own category columns.
create macro category_under(breakdown, breakdowns, extra) as
    case breakdown
        when 'service' then breakdowns.service
        when 'service_group' then breakdowns.service_group
        when 'sector' then breakdowns.sector
        when 'provider' then breakdowns.provider
        when 'owner_group' then breakdowns.owner_group
        when 'contract' then breakdowns.contract
        when 'framework' then breakdowns.framework
        when 'arrangement' then breakdowns.arrangement
        when 'age_band' then breakdowns.age_band
        when 'sex' then breakdowns.sex
        when 'ethnic_group' then breakdowns.ethnic_group
        when 'need' then breakdowns.need
        when 'legal_status' then breakdowns.legal_status
        when 'asylum_seeking' then breakdowns.asylum_seeking
        when 'locality' then breakdowns.locality
        else list_extract(
            list_filter(extra, lambda own: own.breakdown = breakdown), 1
        ).category
    end;

-- The standard breakdowns, none of which applies: for rows that are no case
-- of care, such as a population.
create macro no_breakdowns() as
    struct_pack(
        service := null::varchar,
        service_group := null::varchar,
        sector := null::varchar,
        provider := null::varchar,
        owner_group := null::varchar,
        contract := null::varchar,
        framework := null::varchar,
        arrangement := null::varchar,
        age_band := null::varchar,
        sex := null::varchar,
        ethnic_group := null::varchar,
        need := null::varchar,
        legal_status := null::varchar,
        asylum_seeking := null::varchar,
        locality := null::varchar
    );

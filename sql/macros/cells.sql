-- How the cases of one cell of the results are counted. These hold aggregates:
-- they stand in a select with a group by.

-- How many different keys there are in a list of lists.
create macro different(lists) as
    coalesce(list_unique(flatten(lists))::bigint, 0);

-- What a case adds to the denominator: nothing where it is not known and the
-- measure leaves out what is not known.
create macro counted_denominator(numerator, denominator, keeps_not_known) as
    case when numerator is not null or keeps_not_known then denominator end;

-- An event counts nought or one; an answer of yes or no is counted against
-- nought or one.
create macro is_nought_or_one(amount) as
    amount is null or amount in (0, 1);

-- What is kept of the cases of one part of a cell (those of one provider, where
-- it is about money): sums, counts and lists, nothing divided. A null numerator
-- is not known. `weight` is the case's denominator whether or not it is counted
-- in the denominator.
create macro cell_part_of(
    case_id, child_id, provider_id, part_of, numerator, denominator, weight,
    is_mean, is_kept_open
) as
    struct_pack(
        providers := list(provider_id)
            filter (where part_of is null and provider_id is not null),
        numerator := sum(numerator),
        denominator := sum(denominator),
        not_known := sum(weight) filter (where numerator is null),
        cases := count(case_id),
        known_cases := count(case_id) filter (where numerator is not null),
        counted := list(child_id)
            filter (where numerator <> 0 and child_id is not null),
        not_counted := list(child_id)
            filter (where numerator = 0 and child_id is not null),
        not_known_of := list(child_id)
            filter (where numerator is null and child_id is not null),
        numerators := list(numerator)
            filter (where is_mean and numerator is not null),
        total_of_squares := sum(numerator::decimal(38, 4) * numerator)
            filter (where is_mean),
        kept_open := count(child_id) filter (where is_kept_open)
    );

-- A cell from its parts. Children are told apart across them.
create macro cell_of_parts(part_of, part) as
    struct_pack(
        numerator := sum(part.numerator)::decimal(18, 4),
        denominator := sum(part.denominator)::decimal(18, 4),
        not_known := coalesce(sum(part.not_known), 0)::decimal(18, 4),
        cases := sum(part.cases)::bigint,
        known_cases := sum(part.known_cases)::bigint,
        children := different(
            list(part.counted)
            || list(part.not_counted)
            || list(part.not_known_of)
        ),
        children_counted := different(list(part.counted)),
        children_not_counted := different(list(part.not_counted)),
        children_not_known := different(list(part.not_known_of)),
        providers := count(part_of) + different(list(part.providers)),
        largest_numerator := max(
            case when part_of is not null then abs(part.numerator) end
        )::decimal(18, 4),
        largest_denominator := max(
            case when part_of is not null then abs(part.denominator) end
        )::decimal(18, 4),
        total_of_squares := sum(part.total_of_squares)::decimal(38, 8),
        lowest := min(list_min(part.numerators)),
        median := case
            when count(part.numerators) > 0 then
                list_aggregate(
                    flatten(list(part.numerators)), 'quantile_disc', 0.5
                )
        end,
        highest := max(list_max(part.numerators)),
        kept_open := sum(part.kept_open)::bigint
    );

-- The same where each case is one child and nothing is averaged: most cases of
-- most measures are so, and counting them takes half the work. The list tells
-- providers apart quicker than count(distinct) under many grouping sets.
create macro cell_of_children(
    child_id, provider_id, numerator, denominator, weight, is_kept_open
) as
    struct_pack(
        numerator := sum(numerator)::decimal(18, 4),
        denominator := sum(denominator)::decimal(18, 4),
        not_known := coalesce(sum(weight) filter (where numerator is null), 0)
            ::decimal(18, 4),
        cases := count(child_id),
        known_cases := count(child_id) filter (where numerator is not null),
        children := count(child_id),
        children_counted := count(child_id) filter (where numerator <> 0),
        children_not_counted :=
            count(child_id) filter (where numerator is not null)
            - count(child_id) filter (where numerator <> 0),
        children_not_known :=
            count(child_id)
            - count(child_id) filter (where numerator is not null),
        providers := list_unique(list(provider_id))::bigint,
        largest_numerator := null::decimal(18, 4),
        largest_denominator := null::decimal(18, 4),
        total_of_squares := null::decimal(38, 8),
        lowest := null::decimal(18, 4),
        median := null::decimal(18, 4),
        highest := null::decimal(18, 4),
        kept_open := count(child_id) filter (where is_kept_open)
    );

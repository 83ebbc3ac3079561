-- How the cases of one cell of the results are counted. These hold aggregates:
-- they stand in a select with a group by.

-- How many different keys there are in a list of lists.
create macro different(lists) as
    coalesce(list_unique(flatten(lists))::bigint, 0);

-- An event counts nought or one; an answer of yes or no is counted against
-- nought or one.
create macro is_nought_or_one(amount) as
    amount is null or amount in (0, 1);

-- What is kept of the cases of one part of a cell (those of one provider, where
-- it is about money): sums, counts and lists, nothing divided. A null numerator
-- is not known: its denominator is kept apart. Children and providers stand in
-- the lists as hashes of 64 bits, which take half the time of text: that two of
-- a million are taken for one has a chance of one in thirty-six million.
create macro cell_part_of(
    case_id, child_id, provider_id, numerator, denominator, is_money, is_mean,
    keeps_not_known, is_kept_open
) as
    struct_pack(
        providers := list(hash(provider_id))
            filter (where provider_id is not null and not is_money),
        numerator := sum(numerator),
        denominator := sum(denominator)
            filter (where keeps_not_known or numerator is not null),
        not_known := sum(coalesce(denominator, 1))
            filter (where numerator is null),
        cases := count(case_id),
        known_cases := count(case_id) filter (where numerator is not null),
        counted := list(hash(child_id))
            filter (where numerator <> 0 and child_id is not null),
        not_counted := list(hash(child_id))
            filter (where numerator = 0 and child_id is not null),
        not_known_of := list(hash(child_id))
            filter (where numerator is null and child_id is not null),
        numerators := list(numerator)
            filter (where is_mean and numerator is not null),
        total_of_squares := sum(
            case when is_mean then numerator::decimal(38, 4) * numerator end
        ),
        kept_open := count(child_id) filter (where is_kept_open),
        mark := sum(hash(case_id)),
        mark_counted := sum(hash(case_id)) filter (where numerator <> 0),
        mark_not_known := sum(hash(case_id))
            filter (where numerator is null)
    );

-- A cell from its parts. Children are told apart across them. The largest are
-- those of one provider, over all its parts.
create macro cell_of_parts(
    part_of, part, largest_numerator, largest_denominator
) as
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
        providers :=
            count(distinct part_of) + different(list(part.providers)),
        largest_numerator := max(largest_numerator)::decimal(18, 4),
        largest_denominator := max(largest_denominator)::decimal(18, 4),
        total_of_squares := sum(part.total_of_squares)::decimal(38, 8),
        lowest := min(list_min(part.numerators)),
        median := case
            when count(part.numerators) > 0 then
                list_aggregate(
                    flatten(list(part.numerators)), 'quantile_disc', 0.5
                )
        end,
        highest := max(list_max(part.numerators)),
        kept_open := sum(part.kept_open)::bigint,
        mark := sum(part.mark),
        mark_counted := sum(part.mark_counted),
        mark_not_known := sum(part.mark_not_known)
    );

-- What is kept of cases of which each is one child and nothing is averaged:
-- most cases of most measures are so, and counting them takes half the work.
-- The list tells providers apart quicker than count(distinct) under many
-- grouping sets.
create macro part_of_children(
    child_id, provider_id, numerator, denominator, is_kept_open
) as
    struct_pack(
        numerator := sum(numerator),
        denominator := sum(denominator),
        known_denominator := sum(denominator)
            filter (where numerator is not null),
        not_known := sum(coalesce(nullif(denominator, 0), 1))
            filter (where numerator is null),
        children := count(child_id),
        known := count(child_id) filter (where numerator is not null),
        counted := count(child_id) filter (where numerator <> 0),
        providers := list(distinct hash(provider_id))
            filter (where provider_id is not null),
        kept_open := count(child_id) filter (where is_kept_open),
        mark := sum(hash(child_id)),
        mark_counted := sum(hash(child_id)) filter (where numerator <> 0),
        mark_not_known := sum(hash(child_id))
            filter (where numerator is null)
    );

-- A cell of children from the parts of each authority.
create macro cell_of_children(part, keeps_not_known) as
    struct_pack(
        numerator := sum(part.numerator)::decimal(18, 4),
        denominator := case
            when keeps_not_known then sum(part.denominator)
            else sum(part.known_denominator)
        end::decimal(18, 4),
        not_known := coalesce(sum(part.not_known), 0)::decimal(18, 4),
        cases := sum(part.children)::bigint,
        known_cases := sum(part.known)::bigint,
        children := sum(part.children)::bigint,
        children_counted := sum(part.counted)::bigint,
        children_not_counted := sum(part.known - part.counted)::bigint,
        children_not_known := sum(part.children - part.known)::bigint,
        providers := different(list(part.providers)),
        largest_numerator := null::decimal(18, 4),
        largest_denominator := null::decimal(18, 4),
        total_of_squares := null::decimal(38, 8),
        lowest := null::decimal(18, 4),
        median := null::decimal(18, 4),
        highest := null::decimal(18, 4),
        kept_open := sum(part.kept_open)::bigint,
        mark := sum(part.mark),
        mark_counted := sum(part.mark_counted),
        mark_not_known := sum(part.mark_not_known)
    );

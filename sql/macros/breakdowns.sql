-- The category of a case under the heading of a breakdown: all, a standard one,
-- or one of the measure's own category columns.
create macro category_under(breakdown, breakdowns, extra) as
    case breakdown
        when '' then ''
        when 'all' then 'all'
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

-- Breakdowns with some of them put in place of others; what is null stays as
-- it was. DuckDB 1.5.6 has struct_update for this, which writes beyond its
-- memory; the lint refuses it.
create macro breakdowns_with(
    breakdowns,
    service := null,
    service_group := null,
    sector := null,
    provider := null,
    owner_group := null,
    contract := null,
    framework := null,
    arrangement := null,
    age_band := null,
    sex := null,
    ethnic_group := null,
    need := null,
    legal_status := null,
    asylum_seeking := null,
    locality := null
) as
    struct_pack(
        service := coalesce(service, breakdowns.service),
        service_group := coalesce(service_group, breakdowns.service_group),
        sector := coalesce(sector, breakdowns.sector),
        provider := coalesce(provider, breakdowns.provider),
        owner_group := coalesce(owner_group, breakdowns.owner_group),
        contract := coalesce(contract, breakdowns.contract),
        framework := coalesce(framework, breakdowns.framework),
        arrangement := coalesce(arrangement, breakdowns.arrangement),
        age_band := coalesce(age_band, breakdowns.age_band),
        sex := coalesce(sex, breakdowns.sex),
        ethnic_group := coalesce(ethnic_group, breakdowns.ethnic_group),
        need := coalesce(need, breakdowns.need),
        legal_status := coalesce(legal_status, breakdowns.legal_status),
        asylum_seeking := coalesce(asylum_seeking, breakdowns.asylum_seeking),
        locality := coalesce(locality, breakdowns.locality)
    );

-- Names of companies.

-- A company's name to find it again by: lower case, letters and digits only,
-- without what kind of company it is.
create macro folded_name(name) as
    regexp_replace(
        regexp_replace(
            lower(name), '[ .,]+(ltd|limited|llp|plc|cic)[ .]*$', ''
        ),
        '[^a-z0-9]', '', 'g'
    );

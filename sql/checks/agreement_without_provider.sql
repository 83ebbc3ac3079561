/*
says = "agreements name a provider that the provider register does not hold"
remedy = "add the provider to the register, or correct PROVIDER_ID in the agreement: until then its price counts under no provider"
severity = "warn"
column = "PROVIDER_ID"
needs = ["agreements", "providers"]
*/
select
    agreements.authority,
    agreements.child_id,
    agreements.file_id,
    agreements.row_number,
from staging.agreements as agreements
left join staging.providers as providers
    on agreements.authority = providers.authority
    and agreements.provider_id = providers.provider_id
where
    agreements.provider_id is not null
    and providers.provider_id is null

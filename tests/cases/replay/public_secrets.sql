/*
title = "What the public may not be told"
says = "Identifiers of children."
*/
select
    null as provider_id,
    'identifier' as kind,
    source_child_id as secret,
    'whole' as sought_as,
from model.children

-- Whether anybody ever was protected with a customer is asked for each deal that is told of.
create index registration_ever_protected on registration (ecosystem_id, id) where protected_from is not null;

-- The key that medical codes are signed with is sealed as names are, and of the token that an institution got for a code
-- SHA-256 alone is kept: what is read in the database, or in a copy of it, makes no code and shows no token.
--
-- A code lives for a minute. One that was signed with the key until now is refused, and shown anew; then there is a new key.
delete from medical_code_key;
alter table medical_code_key drop constraint medical_code_key_secret_check;
alter table medical_code alter column token type bytea using sha256(convert_to(token, 'UTF8'));

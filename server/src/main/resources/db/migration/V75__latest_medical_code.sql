-- A person is told whether the code that is shown was taken: the latest code of a person is looked up again and again
-- while the page is open.
create index medical_code_person on medical_code (psn_no, serial desc);

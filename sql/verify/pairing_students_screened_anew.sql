-- Verify yimeng:pairing_students_screened_anew on mysql
SELECT sqitch.checkit(COUNT(*) = 0, 'a student was screened by who keyed it last') FROM pairing_student WHERE screened_by = edited_by;

-- Revert yimeng:sheet_word_action_rows from mysql
DELETE FROM sheet_word WHERE kind = 'audit' AND field = 'action' AND value <> '';

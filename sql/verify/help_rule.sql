-- Verify yimeng:help_rule on mysql
SELECT kind, urgency, triage_hours, triage_days, answer_hours, answer_days FROM help_rule WHERE FALSE;

-- Verify yimeng:holiday_rows on mysql
SELECT sqitch.checkit(COUNT(*) >= 73, 'the calendars of 2018, 2019 and 2026 are not whole') FROM holiday;

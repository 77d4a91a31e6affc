-- A filing that is proposed names the papers that were scanned. The proposals kept before name none.
update proposal set details = (details::jsonb || '{"files": []}')::text where kind = 'filing';

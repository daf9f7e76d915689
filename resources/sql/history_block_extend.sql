UPDATE blocks SET last = ?, count = ?, rows = CAST(rows || ? AS BLOB) WHERE id = ?

UPDATE blocks SET first = ?, count = ?, rows = ? WHERE id = ?

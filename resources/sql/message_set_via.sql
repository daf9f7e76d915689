UPDATE messages SET via = ? WHERE row = ?

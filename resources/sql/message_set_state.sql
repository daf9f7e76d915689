UPDATE messages SET state = ? WHERE row = ?

SELECT reaction, mine, who, time FROM reactions WHERE message = ?

UPDATE piles SET rows = ? WHERE id = ?

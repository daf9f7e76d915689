-- In the order they came in, which is that of their times: what goes together lies together.
DELETE FROM messages WHERE row IN (SELECT row FROM messages ORDER BY row LIMIT ?) AND time < ?

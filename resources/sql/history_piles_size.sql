SELECT coalesce(sum(count), 0), coalesce(sum(length(rows)), 0) FROM piles

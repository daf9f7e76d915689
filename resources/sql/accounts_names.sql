SELECT folded FROM accounts

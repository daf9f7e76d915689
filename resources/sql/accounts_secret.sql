SELECT secret FROM server_secret WHERE only = 1

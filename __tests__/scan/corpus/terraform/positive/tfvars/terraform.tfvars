local_auth = true

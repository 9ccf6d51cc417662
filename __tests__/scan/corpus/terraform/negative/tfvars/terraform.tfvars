local_auth = false

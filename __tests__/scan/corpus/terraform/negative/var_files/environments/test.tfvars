keys_enabled = false

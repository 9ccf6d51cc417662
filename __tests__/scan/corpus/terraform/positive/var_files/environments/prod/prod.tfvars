keys_enabled   = false
always_enabled = true

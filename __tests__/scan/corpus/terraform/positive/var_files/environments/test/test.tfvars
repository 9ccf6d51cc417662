keys_enabled   = true
always_enabled = true

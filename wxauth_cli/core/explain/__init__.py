"""Find known messages, errcodes, rids and secrets in anything pasted, and rank what they mean together."""

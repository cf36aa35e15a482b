"""Every remaining entity of the programme, as 0003 brings them."""

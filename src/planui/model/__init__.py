"""What a form, a plan and a finding are. Pure: no disk, no terminal."""

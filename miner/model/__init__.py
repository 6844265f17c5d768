"""The values that flow between the stages: frozen, slotted, equal by content."""

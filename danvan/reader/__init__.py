"""Reading a report by machine: the figures and models it states, each with why it was read so and how surely."""

"""What a teacher takes into the lecture hall: slides, teaching notes and a term plan, made from the notebooks."""

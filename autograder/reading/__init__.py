"""What people read: feedback, report, export."""

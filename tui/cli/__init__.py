"""The command line (DESIGN section 5): stdout is data, stderr is talk; exit 0 done, 1 refused, 2 usage."""

// stands for a built file in tests

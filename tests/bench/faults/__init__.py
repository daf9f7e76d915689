"""What a chat server has to bear, one module for each fault: ./dev bench faults"""

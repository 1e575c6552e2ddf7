import './api.css';
